<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="Where to go from a page that leads nowhere" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<p class="actions">
  <a class="button" href="${fn:escapeXml(chat.base)}/rooms/">${text.seeTheRooms}</a>
  <c:if test="${not chat.isSignedIn()}"><a href="${fn:escapeXml(chat.loginUrl)}">${text.signIn}</a></c:if>
</p>
