<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="list" value="${fn:escapeXml(chat.base)}/rooms/" />
<chat:layout title="${text.plain('rooms')}">
  <h1>${text.rooms}</h1>
  <c:choose>
    <c:when test="${empty rooms}">
      <p class="empty">${text.noRoomYet}<c:if
          test="${not chat.isSignedIn()}">&#32;<a href="${fn:escapeXml(chat.loginUrl)}">${text.signInToSeeMore}</a></c:if></p>
    </c:when>
    <c:otherwise>
      <ul class="rooms">
        <c:forEach items="${rooms}" var="room">
          <li>
            <a href="${fn:escapeXml(chat.base)}/room/${fn:escapeXml(room.slug())}/">
              <c:set var="news" value="${unread[room.id()]}" />
              <c:if test="${not empty news}"><em class="unread">${text.of('countNew', news gt 99 ? '99+' : news)}</em></c:if>
              <strong dir="auto"><c:out value="${room.name()}" /></strong>
              <c:if test="${not empty room.description()}">
                <span dir="auto"><c:out value="${room.description()}" /></span>
              </c:if>
              <c:set var="people" value="${present[room.id()]}" />
              <c:set var="count" value="${fn:length(people)}" />
              <small class="present">
                <c:choose>
                  <c:when test="${count eq 0}">${text.nobodyHereNow}</c:when>
                  <c:otherwise>
                    ${text.of('countHereNow', count)}&#32;
                    <c:forEach items="${people}" var="person" end="4" varStatus="each"><c:if
                        test="${not each.first}">${text.comma}&#32;</c:if><bdi><c:out value="${person.username()}" /></bdi></c:forEach><c:if
                        test="${count gt 5}">&#32;${text.andOthers}</c:if>
                  </c:otherwise>
                </c:choose>
              </small>
            </a>
          </li>
        </c:forEach>
      </ul>
    </c:otherwise>
  </c:choose>
  <c:if test="${pages gt 1}">
    <nav class="pager" aria-label="${text.pages}">
      <c:if test="${page gt 1}"><a rel="prev" href="${list}?page=${page - 1}">${text.previous}</a></c:if>
      <span>${text.of('pageOf', page, pages)}</span>
      <c:if test="${page lt pages}"><a rel="next" href="${list}?page=${page + 1}">${text.next}</a></c:if>
    </nav>
  </c:if>
</chat:layout>
