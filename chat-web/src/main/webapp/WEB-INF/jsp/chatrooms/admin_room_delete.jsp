<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="Delete a room" view="narrow">
  <h1>Delete “<bdi><c:out value="${doomed.name()}" /></bdi>”?</h1>
  <form class="panel" method="post" action="${base}/admin/room/delete/">
    <input type="hidden" name="id" value="${doomed.id()}">
    <p>
      <c:choose>
        <c:when test="${messageCount eq 0}">Nothing was said in it.</c:when>
        <c:when test="${messageCount eq 1}">One message goes with it, for good.</c:when>
        <c:otherwise>${messageCount} messages go with it, for good.</c:otherwise>
      </c:choose>
    </p>
    <c:if test="${presentCount gt 0}"><p>People here now: ${presentCount}.</p></c:if>
    <div class="actions">
      <button class="danger">Delete the room</button>
      <a href="${base}/admin/">Cancel</a>
    </div>
  </form>
</chat:layout>
