<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="${text.plain('makeAnAccount')}" view="narrow">
  <h1>${text.makeAnAccount}</h1>
  <form class="panel" method="post" action="${base}/register/">
    <input type="hidden" name="next" value="${fn:escapeXml(next)}">
    <chat:wrong />
    <label for="username">${text.yourName}</label>
    <input id="username" name="username" value="${fn:escapeXml(username)}" maxlength="20" required autofocus dir="auto"
           autocomplete="username" autocapitalize="none" spellcheck="false" aria-describedby="${empty error ? '' : 'wrong '}usernameHint">
    <p id="usernameHint">${text.of('upTo', 20)}&#32;${text.everybodySeesYou}</p>
    <label for="password">${text.password}</label>
    <input id="password" name="password" type="password" minlength="8" maxlength="128" required
           autocomplete="new-password" aria-describedby="passwordHint">
    <p id="passwordHint">${text.of('atLeast', 8)}</p>
    <button>${text.makeTheAccount}</button>
  </form>
  <p class="aside">${text.youHaveOne}&#32;<a href="${base}/login/?next=${fn:escapeXml(nextEncoded)}">${text.signIn}</a></p>
</chat:layout>
