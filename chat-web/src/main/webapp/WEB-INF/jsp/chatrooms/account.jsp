<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="Your account" view="narrow">
  <h1>Your account</h1>
  <p>You are signed in as <strong dir="auto"><c:out value="${chat.user.username()}" /></strong>.</p>
  <form class="panel" method="post" action="${base}/account/">
    <%-- For password managers: whose password it is. --%>
    <input type="hidden" name="username" value="${fn:escapeXml(chat.user.username())}" autocomplete="username">
    <h2>Change the password</h2>
    <chat:wrong />
    <c:if test="${not empty done}"><p class="done" role="status"><c:out value="${done}" /></p></c:if>
    <label for="currentPassword">Present password</label>
    <input id="currentPassword" name="current_password" type="password" required autocomplete="current-password"
           ${empty error ? '' : 'autofocus aria-describedby="wrong"'}>
    <label for="newPassword">New password</label>
    <input id="newPassword" name="new_password" type="password" minlength="8" maxlength="128" required
           autocomplete="new-password" aria-describedby="newPasswordHint">
    <p id="newPasswordHint">At least 8 characters. Every other browser is signed out.</p>
    <button>Change the password</button>
  </form>
  <form class="panel" method="post" action="${base}/sign_out_everywhere/">
    <h2>Sign out everywhere</h2>
    <p>For a lost phone, or somebody else’s computer: no browser is signed in as you any more, this one included.</p>
    <button class="quiet">Sign out everywhere</button>
  </form>
  <p class="aside"><a class="danger" href="${base}/account/delete/">Delete your account</a></p>
</chat:layout>
