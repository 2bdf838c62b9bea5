<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="People">
  <h1>People</h1>
  <form class="search" method="get" action="${base}/admin/people/" role="search">
    <label for="name">Name</label>
    <input id="name" name="name" value="${fn:escapeXml(name)}" maxlength="56" dir="auto" autocapitalize="none"
           autocomplete="off" spellcheck="false">
    <button>Find</button>
    <a href="${base}/admin/">All rooms</a>
  </form>
  <c:if test="${empty people}"><p class="empty">Nobody has such a name.</p></c:if>
  <ul class="rooms admin">
    <c:forEach items="${people}" var="person">
      <c:set var="isSelf" value="${person.user() eq chat.user}" />
      <li>
        <div>
          <strong dir="auto"><c:out value="${person.username()}" /></strong>
          <span>${person.isAdministrator() ? 'Administrator' : 'Account'}${person.isDisabled() ? ' · disabled' : ''}${isSelf
              ? ' · you' : ''}</span>
        </div>
        <c:if test="${not isSelf}">
          <form method="post" action="${base}/admin/people/" aria-label="${fn:escapeXml(person.username())}">
            <input type="hidden" name="id" value="${person.id()}">
            <c:if test="${chat.hasOwnAccounts() and not person.isDisabled()}">
              <button class="link" name="act" value="link">Forgot the password</button>
            </c:if>
            <button class="link ${person.isDisabled() ? '' : 'danger'}" name="act"
                    value="${person.isDisabled() ? 'enable' : 'disable'}">${person.isDisabled() ? 'Enable' : 'Disable'}</button>
          </form>
        </c:if>
      </li>
    </c:forEach>
  </ul>
  <c:if test="${hasMore}"><p class="empty">There are more. Type a part of the name.</p></c:if>
</chat:layout>
