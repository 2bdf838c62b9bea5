<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<%-- Below a mount, what the container finds missing comes here past the filters. --%>
<c:if test="${empty status}"><c:set var="status" value="${pageContext.errorData.statusCode}" /></c:if>
<c:choose>
  <c:when test="${status eq 404}"><c:set var="heading" value="nothingHere" /></c:when>
  <c:when test="${status eq 429 or status eq 503}"><c:set var="heading" value="notJustNow" /></c:when>
  <c:when test="${status lt 500}"><c:set var="heading" value="didNotWork" /></c:when>
  <c:otherwise><c:set var="heading" value="wentWrong" /></c:otherwise>
</c:choose>
<chat:layout title="${text.plain(heading)}" view="narrow">
  <h1>${text[heading]}</h1>
  <p>${status eq 404 ? text.noSuchPage : text.error(message)}</p>
  <chat:countdown />
  <chat:ways_on />
  <p class="status">${text.of('errorNumber', status)}</p>
</chat:layout>
