<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="What the pages may speak, to choose from" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<form class="languages" method="post" action="${fn:escapeXml(chat.base)}/language/" aria-label="${text.languages}">
  <input type="hidden" name="next" value="${fn:escapeXml(chat.here)}">
  <c:forEach items="${chat.languages}" var="each">
    <button class="link" name="language" value="${each.language}" lang="${each.language}" dir="${each.direction}"
            ${each.language eq text.language ? 'aria-current="true"' : ''}>${each.languageName}</button>
  </c:forEach>
</form>
