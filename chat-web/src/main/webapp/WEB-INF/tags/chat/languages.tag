<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="What the pages may speak, to choose from" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<c:if test="${fn:length(chat.languages) gt 1}">
<form class="languages" method="post" action="${fn:escapeXml(chat.base)}/language/" aria-label="${text.languages}">
  <%-- From the login, with where it leads to; from where one sets a new password, with the right to do so. --%>
  <c:if test="${pageContext.request.method eq 'GET'}">
    <c:set var="onward" value="${not empty nextEncoded ? '?next='.concat(nextEncoded) : not empty link ? '?link='.concat(link) : ''}" />
  </c:if>
  <input type="hidden" name="next" value="${fn:escapeXml(chat.here)}${fn:escapeXml(onward)}">
  <c:forEach items="${chat.languages}" var="each">
    <button class="link" name="language" value="${each.language}" lang="${each.language}" dir="${each.direction}"
            ${each.language eq text.language ? 'aria-current="true"' : ''}>${each.languageName}</button>
  </c:forEach>
</form>
</c:if>
