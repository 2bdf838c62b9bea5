<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="What is wrong with a form that was sent" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<c:if test="${not empty error}"><p id="wrong" class="wrong" role="alert"><c:out value="${error}" /></p></c:if>
