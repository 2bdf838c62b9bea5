<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="Administration">
  <h1>All rooms</h1>
  <p class="actions"><a class="button" href="${base}/admin/room/">New room</a>
    <a href="${base}/admin/people/">People</a></p>
  <c:if test="${empty rooms}"><p class="empty">There is none yet.</p></c:if>
  <ul class="rooms admin">
    <c:forEach items="${rooms}" var="room">
      <li>
        <div>
          <strong dir="auto"><c:out value="${room.name()}" /></strong>
          <span>
            <c:choose>
              <c:when test="${room.isPrivate() and room.passwordHash().isPresent()}">Private, with a password</c:when>
              <c:when test="${room.isPrivate()}">Private, for subscribers</c:when>
              <c:otherwise>Public</c:otherwise>
            </c:choose>
            · <c:out value="${room.allowAnonymousAccess() ? 'guests may enter' : 'for people with an account'}" />
            · <bdi><c:out value="${room.slug()}" /></bdi>
          </span>
        </div>
        <nav aria-label="${fn:escapeXml(room.name())}">
          <a href="${base}/room/${fn:escapeXml(room.slug())}/">Enter</a>
          <a href="${base}/admin/room/?id=${room.id()}">Change</a>
          <a class="danger" href="${base}/admin/room/delete/?id=${room.id()}">Delete</a>
        </nav>
      </li>
    </c:forEach>
  </ul>
</chat:layout>
