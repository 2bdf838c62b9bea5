<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="${text.plain('deleteARoom')}" view="narrow">
  <h1><chat:text key="deleteRoomAsk"><bdi><c:out value="${doomed.name()}" /></bdi></chat:text></h1>
  <form class="panel" method="post" action="${base}/admin/room/delete/">
    <input type="hidden" name="id" value="${doomed.id()}">
    <p>
      <c:choose>
        <c:when test="${messageCount eq 0}">${text.nothingGoes}</c:when>
        <c:when test="${messageCount eq 1}">${text.oneMessageGoes}</c:when>
        <c:otherwise>${text.of('messagesGo', messageCount)}</c:otherwise>
      </c:choose>
    </p>
    <c:if test="${isLong}"><p>${text.deletingTakesLong}</p></c:if>
    <c:if test="${presentCount gt 0}"><p>${text.of('peopleHereNow', presentCount)}</p></c:if>
    <div class="actions">
      <button class="danger">${text.deleteTheRoom}</button>
      <a href="${base}/admin/">${text.cancel}</a>
    </div>
  </form>
</chat:layout>
