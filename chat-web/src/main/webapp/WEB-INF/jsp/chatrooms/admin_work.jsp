<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<chat:layout title="${text.plain('work')}">
  <h1>${text.work}</h1>
  <chat:admin_links here="work" />
  <p>${text.workHint}</p>
  <c:if test="${isBusy}"><p class="actions"><a class="button" href="${base}/admin/work/">${text.loadAgain}</a></p></c:if>
  <c:if test="${empty works}"><p class="empty">${text.noneYet}</p></c:if>
  <ul class="rooms admin">
    <c:forEach items="${works}" var="work">
      <c:set var="subject"><bdi><c:out value="${work.subject()}" /></bdi></c:set>
      <li>
        <div>
          <strong>
            <c:choose>
              <c:when test="${work.kind() eq 'DELETE_ROOM'}">${text.around('workDeleteRoom', subject)}</c:when>
              <c:when test="${work.kind() eq 'ERASE'}">${text.around('workErase', subject)}</c:when>
              <c:when test="${work.kind() eq 'EXPORT'}">${text.around('workExport', subject)}</c:when>
              <c:otherwise>${text.workForget}</c:otherwise>
            </c:choose>
          </strong>
          <span>
            <c:choose>
              <c:when test="${work.state() eq 'WAITING'}">${text.workWaits}</c:when>
              <c:when test="${work.state() eq 'RUNNING'}">${text.workRuns}</c:when>
              <c:when test="${work.state() eq 'DONE'}">${text.workIsDone}</c:when>
              <c:when test="${work.state() eq 'CANCELLED'}">${text.workWasCancelled}</c:when>
              <c:otherwise>${text.workFailed}&#32;${text.error(work.error())}</c:otherwise>
            </c:choose>
            · ${work.total() gt 0 ? text.of('doneOf', work.done(), work.total()) : work.done()}
            · <c:choose>
              <c:when test="${empty work.who()}">${text.byItself}</c:when>
              <c:otherwise><bdi><c:out value="${work.who()}" /></bdi></c:otherwise>
            </c:choose>
          </span>
        </div>
        <c:if test="${not work.isOver()}">
          <form method="post" action="${base}/admin/work/">
            <button class="link danger" name="cancel" value="${work.number()}">${text.cancel}</button>
          </form>
        </c:if>
      </li>
    </c:forEach>
  </ul>
</chat:layout>
