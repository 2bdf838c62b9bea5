<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<%-- In the place of the chat's own. --%>
<chat:layout title="${text.plain('rooms')}">
  <h1>${text.rooms}</h1>
  <ul class="rooms">
    <c:forEach items="${list.rooms()}" var="room">
      <li>
        <a href="${fn:escapeXml(chat.base)}/room/${fn:escapeXml(room.slug())}/">
          <strong dir="auto"><c:out value="${room.name()}" /></strong>
          <span>${fn:length(list.present()[room.id()])} at the table</span>
        </a>
      </li>
    </c:forEach>
  </ul>
  <p class="actions">
    <c:if test="${list.page() gt 1}"><a href="?page=${list.page() - 1}">${text.previous}</a></c:if>
    <c:if test="${list.page() lt list.pages()}"><a href="?page=${list.page() + 1}">${text.next}</a></c:if>
  </p>
</chat:layout>
