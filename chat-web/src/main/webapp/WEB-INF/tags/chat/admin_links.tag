<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="The ways through the administration" %>
<%@ attribute name="here" required="true" description="the page that it stands on" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<nav class="actions" aria-label="${text.administration}">
  <a href="${base}/admin/" ${here eq 'rooms' ? 'aria-current="page"' : ''}>${text.allRooms}</a>
  <a href="${base}/admin/people/" ${here eq 'people' ? 'aria-current="page"' : ''}>${text.people}</a>
  <c:if test="${hasArchive}"><a href="${base}/admin/messages/" ${here eq 'messages' ? 'aria-current="page"' : ''}>${text.messages}</a></c:if>
  <a href="${base}/admin/here/" ${here eq 'here' ? 'aria-current="page"' : ''}>${text.hereNow}</a>
  <a href="${base}/admin/work/" ${here eq 'work' ? 'aria-current="page"' : ''}>${text.work}</a>
  <a href="${base}/admin/acts/" ${here eq 'acts' ? 'aria-current="page"' : ''}>${text.acts}</a>
</nav>
