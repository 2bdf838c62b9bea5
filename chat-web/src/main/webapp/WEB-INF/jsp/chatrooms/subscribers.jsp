<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="${text.plain('subscribers')}" view="narrow">
  <h1><chat:text key="subscribersOf"><bdi><c:out value="${room.name()}" /></bdi></chat:text></h1>
  <form class="panel" method="post" action="${base}/subscribers/">
    <input type="hidden" name="room_slug" value="${fn:escapeXml(room.slug())}">
    <chat:wrong />
    <label for="username">${text.nameOfAnAccount}</label>
    <input id="username" name="username" value="${fn:escapeXml(username)}" maxlength="56" required dir="auto"
           autocapitalize="none" autocomplete="off" spellcheck="false" ${empty error ? '' : 'autofocus aria-describedby="wrong"'}>
    <button name="act" value="add">${text.letThemIn}</button>
  </form>
  <c:if test="${empty owners and empty moderators and empty subscribers}"><p class="empty">${text.nobodySubscribes}</p></c:if>
  <ul class="rooms admin">
    <c:forEach items="${owners}" var="owner">
      <li><div><strong dir="auto"><c:out value="${owner}" /></strong> <span>${text.owner}</span></div></li>
    </c:forEach>
    <c:forEach items="${moderators}" var="moderator">
      <li>
        <div><strong dir="auto"><c:out value="${moderator}" /></strong> <span>${text.moderator}</span></div>
        <form method="post" action="${base}/subscribers/" aria-label="${fn:escapeXml(moderator)}">
          <input type="hidden" name="room_slug" value="${fn:escapeXml(room.slug())}">
          <input type="hidden" name="username" value="${fn:escapeXml(moderator)}">
          <button class="link" name="act" value="dismiss">${text.dismiss}</button>
          <button class="link danger" name="act" value="remove">${text.remove}</button>
        </form>
      </li>
    </c:forEach>
    <c:forEach items="${subscribers}" var="subscriber">
      <li>
        <div><strong dir="auto"><c:out value="${subscriber}" /></strong></div>
        <form method="post" action="${base}/subscribers/" aria-label="${fn:escapeXml(subscriber)}">
          <input type="hidden" name="room_slug" value="${fn:escapeXml(room.slug())}">
          <input type="hidden" name="username" value="${fn:escapeXml(subscriber)}">
          <button class="link" name="act" value="appoint">${text.appoint}</button>
          <button class="link danger" name="act" value="remove">${text.remove}</button>
        </form>
      </li>
    </c:forEach>
  </ul>
  <p class="actions"><a href="${base}/room/${fn:escapeXml(room.slug())}/">${text.backToTheRoom}</a></p>
</chat:layout>
