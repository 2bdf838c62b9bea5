<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="${text.plain('linkForPassword')}" view="narrow">
  <h1><chat:text key="linkFor"><bdi><c:out value="${person.username()}" /></bdi></chat:text></h1>
  <div class="panel">
    <p>${text.linkHint}</p>
    <label for="link">${text.link}</label>
    <textarea id="link" rows="4" readonly autofocus><c:out value="${link}" /></textarea>
    <p class="actions"><a href="${base}/admin/people/">${text.people}</a></p>
  </div>
</chat:layout>
