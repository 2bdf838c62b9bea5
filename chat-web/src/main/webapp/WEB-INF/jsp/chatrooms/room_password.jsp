<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<chat:layout title="A private room" view="narrow">
  <h1>A private room</h1>
  <form class="panel" method="post" action="${fn:escapeXml(chat.base)}/unlock/">
    <input type="hidden" name="room_slug" value="${fn:escapeXml(roomSlug)}">
    <chat:wrong />
    <label for="password">Password of this room</label>
    <input id="password" name="password" type="password" required autofocus autocomplete="off"
           ${empty error ? '' : 'aria-invalid="true"'} aria-describedby="${empty error ? '' : 'wrong '}passwordHint">
    <p id="passwordHint">Whoever invited you knows it.</p>
    <button>Enter</button>
  </form>
</chat:layout>
