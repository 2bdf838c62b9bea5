<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<chat:layout title="${text.plain('privateRoom')}" view="narrow">
  <h1>${text.privateRoom}</h1>
  <form class="panel" method="post" action="${fn:escapeXml(chat.base)}/unlock/">
    <input type="hidden" name="room_slug" value="${fn:escapeXml(roomSlug)}">
    <chat:wrong />
    <label for="password">${text.passwordOfThisRoom}</label>
    <input id="password" name="password" type="password" required ${empty chat.embed ? 'autofocus' : ''} autocomplete="off"
           ${empty error ? '' : 'aria-invalid="true"'} aria-describedby="${empty error ? '' : 'wrong '}passwordHint">
    <p id="passwordHint">${text.whoeverInvitedYou}</p>
    <button>${text.enter}</button>
  </form>
</chat:layout>
