<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="${text.plain('administration')}">
  <h1>${text.allRooms}</h1>
  <chat:admin_links here="rooms" />
  <p class="actions"><a class="button" href="${base}/admin/room/">${text.newRoom}</a></p>
  <c:if test="${empty rooms}"><p class="empty">${text.noneYet}</p></c:if>
  <ul class="rooms admin">
    <c:forEach items="${rooms}" var="room">
      <li>
        <div>
          <strong dir="auto"><c:out value="${room.name()}" /></strong>
          <span>
            <c:choose>
              <c:when test="${room.isPrivate() and room.passwordHash().isPresent()}">${text.privateWithPassword}</c:when>
              <c:when test="${room.isPrivate()}">${text.privateForSubscribers}</c:when>
              <c:otherwise>${text.publicRoom}</c:otherwise>
            </c:choose>
            · ${room.allowAnonymousAccess() ? text.forGuests : text.forAccounts}
            · <bdi><c:out value="${room.slug()}" /></bdi>
            <c:if test="${room.rules().isArchived()}"> · ${text.archived}</c:if>
          </span>
        </div>
        <nav aria-label="${fn:escapeXml(room.name())}">
          <a href="${base}/room/${fn:escapeXml(room.slug())}/">${text.enter}</a>
          <a href="${base}/order/?room_slug=${fn:escapeXml(room.slug())}">${text.order}</a>
          <a href="${base}/admin/room/?id=${room.id()}">${text.change}</a>
          <a href="${base}/admin/room/export/?id=${room.id()}">${text.export}</a>
          <a class="danger" href="${base}/admin/room/delete/?id=${room.id()}">${text.delete}</a>
        </nav>
      </li>
    </c:forEach>
  </ul>
</chat:layout>
