<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="${text.plain('chooseANewPassword')}" view="narrow">
  <h1>${text.chooseANewPassword}</h1>
  <form class="panel" method="post" action="${base}/new_password/">
    <input type="hidden" name="link" value="${fn:escapeXml(link)}">
    <input type="hidden" name="username" value="${fn:escapeXml(username)}" autocomplete="username">
    <p><chat:text key="forTheAccount"><strong dir="auto"><c:out value="${username}" /></strong></chat:text></p>
    <chat:wrong />
    <label for="newPassword">${text.newPassword}</label>
    <input id="newPassword" name="new_password" type="password" minlength="8" maxlength="128" required autofocus
           autocomplete="new-password" aria-describedby="${empty error ? '' : 'wrong '}newPasswordHint">
    <p id="newPasswordHint">${text.of('atLeast', 8)}&#32;${text.oldOneSignedOut}</p>
    <button>${text.setThePassword}</button>
  </form>
</chat:layout>
