<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="${text.plain('deleteYourAccount')}" view="narrow">
  <h1>${text.deleteYourAccountAsk}</h1>
  <form class="panel" method="post" action="${base}/account/delete/">
    <input type="hidden" name="username" value="${fn:escapeXml(chat.user.username())}" autocomplete="username">
    <chat:wrong />
    <p><chat:text key="accountIsGoneThen"><strong dir="auto"><c:out value="${chat.user.username()}" /></strong></chat:text></p>
    <label for="currentPassword">${text.yourPassword}</label>
    <input id="currentPassword" name="current_password" type="password" required autofocus
           autocomplete="current-password" ${empty error ? '' : 'aria-describedby="wrong"'}>
    <div class="actions">
      <button class="danger">${text.deleteTheAccount}</button>
      <a href="${base}/account/">${text.cancel}</a>
    </div>
  </form>
</chat:layout>
