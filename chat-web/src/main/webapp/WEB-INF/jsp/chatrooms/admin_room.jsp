<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<c:set var="isNew" value="${form.id() eq 0}" />
<chat:layout title="${text.plain(isNew ? 'newRoom' : 'changeARoom')}" view="narrow">
  <jsp:attribute name="head">
    <script type="module" src="${base}/static/chatrooms/js/slug.js"></script>
  </jsp:attribute>
  <jsp:body>
    <h1>${isNew ? text.newRoom : text.changeARoom}</h1>
    <form class="panel" method="post" action="${base}/admin/room/">
      <input type="hidden" name="id" value="${form.id()}">
      <input type="hidden" name="stamp" value="${fn:escapeXml(stamp)}">
      <chat:wrong />
      <label for="name">${text.name}</label>
      <input id="name" name="name" value="${fn:escapeXml(form.name())}" maxlength="64" required dir="auto"
             ${isNew or not empty error ? 'autofocus' : ''} autocomplete="off"
             aria-describedby="${empty error ? '' : 'wrong'}">
      <label for="slug">${text.slug}</label>
      <input id="slug" name="slug" value="${fn:escapeXml(form.slug())}" maxlength="64" pattern="[A-Za-z0-9_\-]+"
             autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="slugHint">
      <p id="slugHint">${text.slugHint}</p>
      <label for="description">${text.description}</label>
      <textarea id="description" name="description" rows="3" maxlength="1000" dir="auto"><c:out
          value="${form.description()}" /></textarea>
      <label class="check"><input type="checkbox" name="allow_anonymous_access" ${form.allowAnonymousAccess() ? 'checked' : ''}>
        ${text.guestsMayEnter}</label>
      <label class="check"><input type="checkbox" name="is_private" ${form.isPrivate() ? 'checked' : ''}
          aria-describedby="privateHint"> ${text.privateOnly}</label>
      <p id="privateHint">${text.privateHint}</p>
      <label for="roomPassword">${text.password}</label>
      <input id="roomPassword" name="password" type="text" value="${fn:escapeXml(form.password())}" maxlength="128"
             autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="roomPasswordHint">
      <p id="roomPasswordHint">${hasPassword ? text.roomHasPassword : text.roomHasNoPassword}</p>
      <c:if test="${hasPassword}">
        <label class="check"><input type="checkbox" name="no_password" ${form.noPassword() ? 'checked' : ''}>
          ${text.takeThePasswordAway}</label>
      </c:if>
      <fieldset>
        <legend>${text.rules}</legend>
        <label for="slowMode">${text.slowMode}</label>
        <input id="slowMode" name="slow_mode" value="${fn:escapeXml(form.slowMode())}" inputmode="numeric" maxlength="4">
        <label for="maxPeople">${text.maxPeople}</label>
        <input id="maxPeople" name="max_people" value="${fn:escapeXml(form.maxPeople())}" inputmode="numeric" maxlength="6">
        <c:if test="${hasArchive}">
          <label for="keepDays">${text.keepDays}</label>
          <input id="keepDays" name="keep_days" value="${fn:escapeXml(form.keepDays())}" inputmode="numeric" maxlength="5">
        </c:if>
        <label class="check"><input type="checkbox" name="members_only" ${form.membersOnly() ? 'checked' : ''}>
          ${text.membersOnly}</label>
        <label class="check"><input type="checkbox" name="is_archived" ${form.isArchived() ? 'checked' : ''}>
          ${text.isArchived}</label>
      </fieldset>
      <label for="owners">${text.owners}</label>
      <textarea id="owners" name="owners" rows="2" autocapitalize="none" spellcheck="false" dir="auto"
                aria-describedby="ownersHint"><c:out value="${form.owners()}" /></textarea>
      <p id="ownersHint">${text.ownersHint}</p>
      <label for="moderators">${text.moderators}</label>
      <textarea id="moderators" name="moderators" rows="2" autocapitalize="none" spellcheck="false" dir="auto"
                aria-describedby="moderatorsHint"><c:out value="${form.moderators()}" /></textarea>
      <p id="moderatorsHint">${text.moderatorsHint}</p>
      <label for="subscribers">${text.subscribers}</label>
      <textarea id="subscribers" name="subscribers" rows="4" autocapitalize="none" spellcheck="false" dir="auto"
                aria-describedby="subscribersHint"><c:out value="${form.subscribers()}" /></textarea>
      <p id="subscribersHint">${text.subscribersHint}</p>
      <div class="actions">
        <button>${isNew ? text.makeTheRoom : text.save}</button>
        <a href="${base}/admin/">${text.cancel}</a>
      </div>
    </form>
  </jsp:body>
</chat:layout>
