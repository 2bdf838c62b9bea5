<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="The rooms that the page's reader may enter" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<c:set var="list" value="${chatParts.rooms()}" />
<c:set var="url" value="${fn:escapeXml(chat.base)}/rooms/" />
<c:choose>
  <c:when test="${empty list}" /><%-- it cannot be found out --%>
  <c:when test="${empty list.rooms()}">
    <p class="empty">${text.noRoomYet}<c:if
        test="${not chat.isSignedIn()}">&#32;<a href="${fn:escapeXml(chat.loginUrl)}">${text.signInToSeeMore}</a></c:if></p>
  </c:when>
  <c:otherwise>
    <ul class="rooms" lang="${text.language}" dir="${text.direction}">
      <c:forEach items="${list.rooms()}" var="room">
        <li>
          <a href="${fn:escapeXml(chat.base)}/room/${fn:escapeXml(room.slug())}/">
            <c:set var="news" value="${list.unread()[room.id()]}" />
            <c:if test="${not empty news}"><em class="unread">${text.of('countNew', news gt 99 ? '99+' : news)}</em></c:if>
            <strong dir="auto"><c:out value="${room.name()}" /></strong>
            <c:if test="${not empty room.description()}">
              <span dir="auto"><c:out value="${room.description()}" /></span>
            </c:if>
            <c:set var="people" value="${list.present()[room.id()]}" />
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
<c:if test="${list.pages() gt 1}">
  <nav class="pager" aria-label="${text.pages}">
    <c:if test="${list.page() gt 1}"><a rel="prev" href="${url}?page=${list.page() - 1}">${text.previous}</a></c:if>
    <span>${text.of('pageOf', list.page(), list.pages())}</span>
    <c:if test="${list.page() lt list.pages()}"><a rel="next" href="${url}?page=${list.page() + 1}">${text.next}</a></c:if>
  </nav>
</c:if>
