<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<chat:layout title="Choose a name" view="narrow">
  <h1>Choose a name</h1>
  <form class="panel" method="post" action="${fn:escapeXml(chat.base)}/setguestname/">
    <input type="hidden" name="room_slug" value="${fn:escapeXml(roomSlug)}">
    <chat:wrong />
    <label for="guestName">Your name</label>
    <input id="guestName" name="guest_name" value="${fn:escapeXml(guestName)}" maxlength="20" required autofocus
           dir="auto" autocomplete="nickname" spellcheck="false" ${empty error ? '' : 'aria-invalid="true"'}
           aria-describedby="${empty error ? '' : 'wrong '}guestNameHint">
    <p id="guestNameHint">
      Up to 20 characters. Others see that you are a guest: <span class="sample">(guest) name</span>
    </p>
    <button>Continue</button>
  </form>
  <c:if test="${not chat.isSignedIn()}">
    <p class="aside">You have an account? <a href="${fn:escapeXml(loginUrl)}">Sign in</a></p>
  </c:if>
</chat:layout>
