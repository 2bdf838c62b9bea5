<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="A link for a forgotten password" view="narrow">
  <h1>A link for <bdi><c:out value="${person.username()}" /></bdi></h1>
  <div class="panel">
    <p>Whoever opens it sets a new password for this account. It works once, for a day, and is shown only here: pass it on in
      a way that nobody else can read.</p>
    <label for="link">Link</label>
    <textarea id="link" rows="4" readonly autofocus><c:out value="${link}" /></textarea>
    <p class="actions"><a href="${base}/admin/people/">People</a></p>
  </div>
</chat:layout>
