<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="Delete your account" view="narrow">
  <h1>Delete your account?</h1>
  <form class="panel" method="post" action="${base}/account/delete/">
    <input type="hidden" name="username" value="${fn:escapeXml(chat.user.username())}" autocomplete="username">
    <chat:wrong />
    <p><strong dir="auto"><c:out value="${chat.user.username()}" /></strong> is gone then, for good, and somebody else may
      take the name. What you said stays where you said it.</p>
    <label for="currentPassword">Your password</label>
    <input id="currentPassword" name="current_password" type="password" required autofocus
           autocomplete="current-password" ${empty error ? '' : 'aria-describedby="wrong"'}>
    <div class="actions">
      <button class="danger">Delete the account</button>
      <a href="${base}/account/">Cancel</a>
    </div>
  </form>
</chat:layout>
