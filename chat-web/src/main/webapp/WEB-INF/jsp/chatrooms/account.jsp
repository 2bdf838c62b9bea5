<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="${text.plain('yourAccount')}" view="narrow">
  <h1>${text.yourAccount}</h1>
  <p><chat:text key="youAreSignedInAs"><strong dir="auto"><c:out value="${chat.user.username()}" /></strong></chat:text></p>
  <form class="panel" method="post" action="${base}/account/">
    <%-- For password managers: whose password it is. --%>
    <input type="hidden" name="username" value="${fn:escapeXml(chat.user.username())}" autocomplete="username">
    <h2>${text.changeThePassword}</h2>
    <chat:wrong />
    <c:if test="${not empty done}"><p class="done" role="status">${text.passwordIsChanged}</p></c:if>
    <label for="currentPassword">${text.presentPassword}</label>
    <input id="currentPassword" name="current_password" type="password" required autocomplete="current-password"
           ${empty error ? '' : 'autofocus aria-describedby="wrong"'}>
    <label for="newPassword">${text.newPassword}</label>
    <input id="newPassword" name="new_password" type="password" minlength="8" maxlength="128" required
           autocomplete="new-password" aria-describedby="newPasswordHint">
    <p id="newPasswordHint">${text.of('atLeast', 8)}&#32;${text.othersAreSignedOut}</p>
    <button>${text.changeThePassword}</button>
  </form>
  <form class="panel" method="post" action="${base}/sign_out_everywhere/">
    <h2>${text.signOutEverywhere}</h2>
    <p>${text.signOutEverywhereHint}</p>
    <button class="quiet">${text.signOutEverywhere}</button>
  </form>
  <p class="aside"><a class="danger" href="${base}/account/delete/">${text.deleteYourAccount}</a></p>
</chat:layout>
