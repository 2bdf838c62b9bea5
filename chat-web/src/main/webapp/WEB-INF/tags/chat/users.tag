<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="Who is in a room, in the markup that users.js makes and finds" %>
<%@ attribute name="slug" required="true" description="which room: its name in its URL" %>
<%@ attribute name="reader" type="java.lang.Boolean" description="whether the page's reader is in it, though nobody may have seen them yet" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<c:set var="view" value="${chatParts.room(slug)}" />
<c:set var="keepers" value="${view.keepers()}" />
<c:set var="me" value="${reader ? chat.user.username() : ''}" />
<c:if test="${not empty view}">
  <ol id="connectedUsersList" lang="${text.language}" dir="${text.direction}" aria-label="${text.hereNow}" data-keepers="${fn:escapeXml(view.keepersJson())}">
    <c:if test="${not empty me}"><li class="self"><bdi><c:out value="${me}" /></bdi>&#32;<c:if
        test="${not empty keepers[me]}"><span class="role">${text['words.role.' += keepers[me]]}</span>&#32;</c:if>${text['words.you']}</li></c:if>
    <c:forEach items="${view.users()}" var="user">
      <c:if test="${user.username() ne me}"><li><bdi><c:out value="${user.username()}" /></bdi><c:if
          test="${not empty keepers[user.username()]}">&#32;<span class="role">${text['words.role.' += keepers[user.username()]]}</span></c:if></li></c:if>
    </c:forEach>
  </ol>
</c:if>
