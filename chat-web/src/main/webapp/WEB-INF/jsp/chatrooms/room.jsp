<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="roomUrl" value="${fn:escapeXml(chat.base)}/room/${fn:escapeXml(room.slug())}/" />
<chat:layout title="${room.name()}" view="room">
  <jsp:attribute name="head">
    <c:if test="${not empty param.refresh}">
      <noscript><meta http-equiv="refresh" content="${refresh}"></noscript>
    </c:if>
  </jsp:attribute>
  <jsp:body>
    <chat:room slug="${room.slug()}">
      <noscript>
        <p><a href="${roomUrl}">${text.loadNewMessages}</a>
          <c:choose>
            <c:when test="${empty param.refresh}"><a href="${roomUrl}?refresh=${refresh}">${text.of('loadBySelf', refresh)}</a></c:when>
            <c:otherwise>${text.of('loadsBySelf', refresh)}</c:otherwise>
          </c:choose></p>
      </noscript>
    </chat:room>
  </jsp:body>
</chat:layout>
