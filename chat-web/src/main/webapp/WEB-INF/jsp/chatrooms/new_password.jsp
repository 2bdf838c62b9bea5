<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="Choose a new password" view="narrow">
  <h1>Choose a new password</h1>
  <form class="panel" method="post" action="${base}/new_password/">
    <input type="hidden" name="link" value="${fn:escapeXml(link)}">
    <input type="hidden" name="username" value="${fn:escapeXml(username)}" autocomplete="username">
    <p>For the account <strong dir="auto"><c:out value="${username}" /></strong>.</p>
    <chat:wrong />
    <label for="newPassword">New password</label>
    <input id="newPassword" name="new_password" type="password" minlength="8" maxlength="128" required autofocus
           autocomplete="new-password" aria-describedby="${empty error ? '' : 'wrong '}newPasswordHint">
    <p id="newPasswordHint">At least 8 characters. Whoever is signed in with the old one is signed out.</p>
    <button>Set the password</button>
  </form>
</chat:layout>
