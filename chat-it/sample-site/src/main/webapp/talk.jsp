<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<%@ taglib prefix="shop" tagdir="/WEB-INF/tags/shop" %>
<%-- The chat's parts on a page of the shop: all of a room, or with ?overheard=yes only what is going on. --%>
<shop:page title="At the counter">
  <c:choose>
    <c:when test="${empty param.overheard}"><chat:room slug="lobby" /></c:when>
    <c:otherwise>
      <link rel="stylesheet" href="${pageContext.request.contextPath}/chat/static/chatrooms/css/room.css">
      <chat:users slug="lobby" />
      <div class="overheard"><chat:messages slug="lobby" last="2" /></div>
      <chat:rooms />
    </c:otherwise>
  </c:choose>
</shop:page>
