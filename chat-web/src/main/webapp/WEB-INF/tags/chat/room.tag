<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="A room to chat in, one a page; a link to it for whoever may not enter" %>
<%@ attribute name="slug" required="true" description="which room: its name in its URL" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="assets" value="${fn:escapeXml(chat.base)}/static/chatrooms" />
<c:set var="roomUrl" value="${fn:escapeXml(chat.base)}/room/${fn:escapeXml(slug)}/" />
<c:set var="view" value="${chatParts.room(slug)}" />
<c:if test="${empty view}"><p><a href="${roomUrl}">${text.openTheRoom}</a></p></c:if>
<c:if test="${not empty view}">
<c:set var="room" value="${view.room()}" />
<c:set var="silence" value="${view.silence()}" />
<c:set var="isOwnPage" value="${view eq requestScope.view}" />
<c:set var="heading" value="${isOwnPage ? 'h1' : 'h2'}" />
<c:set var="isReadOnly" value="${chat.isReadOnly() or empty chat.user}" />
<link rel="stylesheet" href="${assets}/css/room.css">
<noscript><link rel="stylesheet" href="${assets}/css/noscript.css"></noscript>
<script type="module" src="${assets}/js/room.js"></script>
<script type="application/json" id="chatWords">${text.words()}</script>
<div id="chatContent" lang="${text.language}" dir="${text.direction}">
  <div id="chatHeading">
    <${heading} dir="auto"><c:out value="${room.name()}" /></${heading}>
    <c:if test="${not empty room.description()}"><p dir="auto"><c:out value="${room.description()}" /></p></c:if>
    <c:if test="${view.moderates()}"><a
        href="${fn:escapeXml(chat.base)}/order/?room_slug=${fn:escapeXml(slug)}">${text.order}</a></c:if>
    <c:if test="${view.isOwner()}"><a
        href="${fn:escapeXml(chat.base)}/subscribers/?room_slug=${fn:escapeXml(slug)}">${text.subscribers}</a></c:if>
  </div>

  <%-- Whoever reads this page is here, though nobody may have seen them yet. --%>
  <c:set var="present" value="${empty chat.user ? 0 : 1}" />
  <c:forEach items="${view.users()}" var="user">
    <c:if test="${user.username() ne chat.user.username()}"><c:set var="present" value="${present + 1}" /></c:if>
  </c:forEach>
  <details id="connectedUsers">
    <summary id="connectedUsersTitle">${text.hereNow}&#32;<span id="connectedUsersCount">${present}</span></summary>
    <chat:users slug="${slug}" reader="true" />
  </details>

  <div id="chat" data-room-id="${room.id()}" ${isReadOnly ? 'data-read-only' : ''} data-username="${fn:escapeXml(chat.user.username())}" ${view.hasArchive() ? 'data-has-archive' : ''}
       data-latest-message-id="${view.latestMessageId()}" data-latest-date="${view.latestDate()}"
       ${chat.isSignedIn() ? 'data-is-account' : ''}>
    <div id="chatText" role="log" aria-label="${text['words.messages']}" aria-live="off" tabindex="0"
         data-when-empty="${text.nothingSaidYet}">
      <chat:messages slug="${slug}" />
    </div>
    <form id="chatInput" method="post" target="_self" ${isOwnPage ? '' : 'action="'.concat(roomUrl).concat('"')} ${isReadOnly ? 'hidden' : ''}>
      <c:if test="${isOwnPage}"><input type="hidden" name="client_key" value="${fn:escapeXml(clientKey)}"></c:if>
      <label for="chatSendText">${text['words.message']}</label>
      <p id="chatSilence" role="status" ${empty silence ? 'hidden' : ''}>
        <c:if test="${not empty silence}"><%-- as standing.js says it --%>
          ${text['words.silenced.'.concat(fn:toLowerCase(silence.why()))]}
          <c:if test="${not empty silence.reason()}">“<bdi><c:out value="${silence.reason()}" /></bdi>”</c:if>
        </c:if>
      </p>
      <textarea id="chatSendText" name="message" rows="1" placeholder="${text.writeAMessage}" enterkeyhint="send"
                autocomplete="off" ${isOwnPage and empty chat.embed ? 'autofocus' : ''} required ${empty silence ? '' : 'readonly'} ${isOwnPage and not empty error ? 'aria-invalid="true" aria-describedby="chatError"' : ''}><c:if test="${isOwnPage}"><c:out value="${draft}" /></c:if></textarea>
      <button id="chatSendButton">${text.send}</button>
      <c:if test="${isOwnPage and not empty error}"><p id="chatError" role="alert">${text.error(error)}</p></c:if>
      <jsp:doBody />
    </form>
    <c:if test="${isReadOnly}">
      <p id="chatReadOnly">${text[chat.embed eq 'elsewhere' ? 'readOnlyElsewhere' : 'readOnlyHere']}&#32;
        <a href="${roomUrl}" ${isOwnPage ? 'target="_blank"' : ''}>${text.openTheRoom}</a></p>
    </c:if>
    <p id="chatStatus" role="status">${text['words.connecting']}</p>
  </div>
</div>
</c:if>
