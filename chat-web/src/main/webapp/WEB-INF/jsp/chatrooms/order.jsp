<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="${text.plain('order')}" view="narrow">
  <h1><chat:text key="orderIn"><bdi><c:out value="${room.name()}" /></bdi></chat:text></h1>
  <c:if test="${empty sanctions}"><p class="empty">${text.nobodySanctioned}</p></c:if>
  <ul class="rooms admin">
    <c:forEach items="${sanctions}" var="sanction">
      <li>
        <div>
          <strong dir="auto"><c:out value="${sanction.username()}" /></strong>
          <span>${sanction.kind() eq 'BANNED' ? text.banned : text.muted}<c:if
              test="${sanction.address().isPresent()}">${text.comma}&#32;${text.withAddress}</c:if><c:if
              test="${sanction.endsAt().isPresent()}">${text.comma}&#32;${text.of('untilDate', chat.dateTime(sanction.endsAt().get()))}</c:if></span>
          <c:if test="${not empty sanction.reason()}"><p dir="auto"><c:out value="${sanction.reason()}" /></p></c:if>
        </div>
        <form method="post" action="${base}/order/" aria-label="${fn:escapeXml(sanction.username())}">
          <input type="hidden" name="room_slug" value="${fn:escapeXml(room.slug())}">
          <input type="hidden" name="person" value="${fn:escapeXml(sanction.person())}">
          <button class="link">${text.lift}</button>
        </form>
      </li>
    </c:forEach>
  </ul>
  <p class="actions">
    <a href="${base}/room/${fn:escapeXml(room.slug())}/">${text.backToTheRoom}</a>
    <c:if test="${isOwner}"><a href="${base}/subscribers/?room_slug=${fn:escapeXml(room.slug())}">${text.subscribers}</a></c:if>
  </p>
</chat:layout>
