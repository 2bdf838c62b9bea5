<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="${text.plain('people')}">
  <h1>${text.people}</h1>
  <chat:admin_links here="people" />
  <form class="search" method="get" action="${base}/admin/people/" role="search">
    <label for="name">${text.name}</label>
    <input id="name" name="name" value="${fn:escapeXml(name)}" maxlength="56" dir="auto" autocapitalize="none"
           autocomplete="off" spellcheck="false">
    <button>${text.find}</button>
  </form>
  <c:if test="${empty people}"><p class="empty">${text.nobodyHasSuchAName}</p></c:if>
  <ul class="rooms admin">
    <c:forEach items="${people}" var="person">
      <c:set var="isSelf" value="${person.user() eq chat.user}" />
      <li>
        <div>
          <strong dir="auto"><c:out value="${person.username()}" /></strong>
          <span>${person.isAdministrator() ? text.administrator : text.account}<c:if
              test="${person.isDisabled()}"> · ${text.disabled}</c:if><c:if test="${isSelf}"> · ${text.thatsYou}</c:if></span>
        </div>
        <c:if test="${not isSelf}">
          <form method="post" action="${base}/admin/people/" aria-label="${fn:escapeXml(person.username())}">
            <input type="hidden" name="id" value="${person.id()}">
            <input type="hidden" name="name" value="${fn:escapeXml(name)}">
            <c:if test="${canErase}">
              <a class="danger" href="${base}/admin/people/erase/?id=${person.id()}">${text.takeBackEverything}</a>
            </c:if>
            <c:if test="${chat.hasOwnAccounts() and not person.isDisabled()}">
              <button class="link" name="act" value="link">${text.forgotThePassword}</button>
              <button class="link" name="act" value="sign_out">${text.signOutEverywhere}</button>
            </c:if>
            <button class="link ${person.isDisabled() ? '' : 'danger'}" name="act"
                    value="${person.isDisabled() ? 'enable' : 'disable'}">${person.isDisabled() ? text.enable : text.disable}</button>
          </form>
        </c:if>
      </li>
    </c:forEach>
  </ul>
  <c:if test="${hasMore}"><p class="empty">${text.thereAreMore}</p></c:if>
</chat:layout>
