<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<chat:layout title="${text.plain('chooseAName')}" view="narrow">
  <h1>${text.chooseAName}</h1>
  <form class="panel" method="post" target="_self"
        action="${fn:escapeXml(chat.likewise(chat.base.concat('/setguestname/')))}">
    <input type="hidden" name="room_slug" value="${fn:escapeXml(roomSlug)}">
    <chat:wrong />
    <label for="guestName">${text.yourName}</label>
    <input id="guestName" name="guest_name" value="${fn:escapeXml(guestName)}" maxlength="20" required ${empty chat.embed ? 'autofocus' : ''}
           dir="auto" autocomplete="nickname" spellcheck="false" ${empty error ? '' : 'aria-invalid="true"'}
           aria-describedby="${empty error ? '' : 'wrong '}guestNameHint">
    <p id="guestNameHint">
      ${text.of('upTo', 20)}&#32;${text.othersSeeAGuest}&#32;
      <bdi class="sample">(guest) ${text.nameSample}</bdi>
    </p>
    <button>${text.goOn}</button>
  </form>
  <c:if test="${not chat.isSignedIn()}">
    <p class="aside">${text.youHaveAnAccount}&#32;<a href="${fn:escapeXml(loginUrl)}">${text.signIn}</a></p>
  </c:if>
</chat:layout>
