<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" isErrorPage="true" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="shop" tagdir="/WEB-INF/tags/shop" %>
<shop:page title="We do not have that">
  <p>But we have <a href="${pageContext.request.contextPath}/">tea</a>.</p>
</shop:page>
