<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="shop" tagdir="/WEB-INF/tags/shop" %>
<shop:page title="Our tea rooms">
  <p>In the High Street, and by the river. Both are open from ten to six.</p>
</shop:page>
