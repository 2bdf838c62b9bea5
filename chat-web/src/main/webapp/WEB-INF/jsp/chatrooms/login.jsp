<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="${text.plain('signIn')}" view="narrow">
  <h1>${text.signIn}</h1>
  <form class="panel" method="post" action="${base}/login/">
    <input type="hidden" name="next" value="${fn:escapeXml(next)}">
    <chat:wrong />
    <label for="username">${text.yourName}</label>
    <input id="username" name="username" value="${fn:escapeXml(username)}" required dir="auto" autocomplete="username"
           autocapitalize="none" spellcheck="false" ${empty username ? 'autofocus' : ''}>
    <label for="password">${text.password}</label>
    <input id="password" name="password" type="password" ${empty username ? '' : 'autofocus'} required
           autocomplete="current-password" ${empty error ? '' : 'aria-describedby="wrong"'}>
    <button>${text.signIn}</button>
  </form>
  <c:if test="${chat.isRegistrationOpen()}">
    <p class="aside">${text.noAccountYet}&#32;<a href="${base}/register/?next=${fn:escapeXml(nextEncoded)}">${text.makeOne}</a></p>
  </c:if>
</chat:layout>
