<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<c:set var="question">
  <input type="hidden" name="room_id" value="${room.id()}">
  <input type="hidden" name="q" value="${fn:escapeXml(q)}">
  <input type="hidden" name="username" value="${fn:escapeXml(username)}">
  <input type="hidden" name="from" value="${fn:escapeXml(from)}">
  <input type="hidden" name="until" value="${fn:escapeXml(until)}">
</c:set>
<chat:layout title="${text.plain('messages')}">
  <h1>${text.messages}</h1>
  <chat:admin_links here="messages" />
  <form class="panel" method="get" action="${base}/admin/messages/" role="search">
    <chat:wrong />
    <label for="room">${text.room}</label>
    <select id="room" name="room_id">
      <c:forEach items="${rooms}" var="each">
        <option value="${each.id()}" ${each.id() eq room.id() ? 'selected' : ''}><c:out value="${each.name()}" /></option>
      </c:forEach>
    </select>
    <label for="words">${text['words.searchWords']}</label>
    <input id="words" name="q" value="${fn:escapeXml(q)}" dir="auto" autocomplete="off">
    <label for="person">${text['words.searchPerson']}</label>
    <input id="person" name="username" value="${fn:escapeXml(username)}" dir="auto" autocomplete="off">
    <label for="from">${text['words.searchFrom']}</label>
    <input id="from" name="from" type="date" value="${fn:escapeXml(from)}">
    <label for="until">${text['words.searchUntil']}</label>
    <input id="until" name="until" type="date" value="${fn:escapeXml(until)}">
    <button>${text.find}</button>
  </form>
  <c:if test="${isSearched and empty found}"><p class="empty">${text['words.foundNone']}</p></c:if>
  <ul class="rooms admin">
    <c:forEach items="${found}" var="message">
      <li>
        <div>
          <strong><bdi><c:out value="${message.username()}" /></bdi></strong>
          <span><time datetime="${message.date()}">${chat.dateTime(message.date())}</time></span>
          <p dir="auto"><a href="${base}/room/${fn:escapeXml(room.slug())}/#message-${message.id()}"><c:out
              value="${message.content()}" /></a></p>
        </div>
        <form method="post" action="${base}/admin/messages/" aria-label="${fn:escapeXml(message.username())}">
          ${question}
          <input type="hidden" name="message_id" value="${message.id()}">
          <button class="link danger">${text.delete}</button>
        </form>
      </li>
    </c:forEach>
  </ul>
  <c:if test="${not empty before}">
    <form class="actions" method="get" action="${base}/admin/messages/">
      ${question}
      <button name="before" value="${before}">${text['words.furtherBack']}</button>
    </form>
  </c:if>
</chat:layout>
