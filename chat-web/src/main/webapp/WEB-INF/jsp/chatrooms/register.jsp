<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="Make an account" view="narrow">
  <h1>Make an account</h1>
  <form class="panel" method="post" action="${base}/register/">
    <input type="hidden" name="next" value="${fn:escapeXml(next)}">
    <chat:wrong />
    <label for="username">Your name</label>
    <input id="username" name="username" value="${fn:escapeXml(username)}" maxlength="20" required autofocus dir="auto"
           autocomplete="username" autocapitalize="none" spellcheck="false" aria-describedby="${empty error ? '' : 'wrong '}usernameHint">
    <p id="usernameHint">Up to 20 characters. This is how everybody sees you.</p>
    <label for="password">Password</label>
    <input id="password" name="password" type="password" minlength="8" maxlength="128" required
           autocomplete="new-password" aria-describedby="passwordHint">
    <p id="passwordHint">At least 8 characters.</p>
    <button>Make the account</button>
  </form>
  <p class="aside">You have one? <a href="${base}/login/?next=${fn:escapeXml(nextEncoded)}">Sign in</a></p>
</chat:layout>
