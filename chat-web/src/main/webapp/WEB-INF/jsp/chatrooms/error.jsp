<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<%-- Below a mount, what the container finds missing comes here past the filters. --%>
<c:if test="${empty status}"><c:set var="status" value="${pageContext.errorData.statusCode}" /></c:if>
<c:choose>
  <c:when test="${status eq 404}"><c:set var="heading" value="Nothing here" /></c:when>
  <c:when test="${status eq 429 or status eq 503}"><c:set var="heading" value="Not just now" /></c:when>
  <c:when test="${status lt 500}"><c:set var="heading" value="That did not work" /></c:when>
  <c:otherwise><c:set var="heading" value="Something went wrong" /></c:otherwise>
</c:choose>
<chat:layout title="${heading}" view="narrow">
  <h1><c:out value="${heading}" /></h1>
  <p><c:out value="${status eq 404 ? 'There is no such room or page, or it is not for you.' : message}" /></p>
  <chat:countdown />
  <chat:ways_on />
  <p class="status">Error ${status}</p>
</chat:layout>
