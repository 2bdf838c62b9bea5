<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="${text.plain('hereNow')}">
  <h1>${text.hereNow}</h1>
  <chat:admin_links here="here" />
  <p>${text.of('waitingHere', streams, polls)}</p>
  <c:if test="${empty people}"><p class="empty">${text.nobodyIsHere}</p></c:if>
  <ul class="rooms admin">
    <c:forEach items="${people}" var="room">
      <li>
        <div>
          <strong dir="auto"><c:out value="${room.key.name()}" /></strong>
          <span><c:forEach items="${room.value}" var="person" varStatus="each"><c:if test="${not each.first}"> · </c:if><bdi><c:out
              value="${person.username()}" /></bdi></c:forEach></span>
        </div>
        <nav aria-label="${fn:escapeXml(room.key.name())}">
          <a href="${base}/room/${fn:escapeXml(room.key.slug())}/">${text.enter}</a>
          <a href="${base}/order/?room_slug=${fn:escapeXml(room.key.slug())}">${text.order}</a>
        </nav>
      </li>
    </c:forEach>
  </ul>
</chat:layout>
