<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="${text.plain('takeBackEverything')}" view="narrow">
  <h1><chat:text key="eraseAsk"><bdi><c:out value="${person.username()}" /></bdi></chat:text></h1>
  <form class="panel" method="post" action="${base}/admin/people/erase/">
    <input type="hidden" name="id" value="${person.id()}">
    <p>${text.eraseMeans}</p>
    <p>${text.eraseTakesLong}</p>
    <div class="actions">
      <button class="danger">${text.takeBackEverything}</button>
      <a href="${base}/admin/people/">${text.cancel}</a>
    </div>
  </form>
</chat:layout>
