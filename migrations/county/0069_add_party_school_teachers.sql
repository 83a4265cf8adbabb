-- Teachers of a Party school (党校教师): they provide courses, classes and exams.
alter type role_key add value 'party_school' after 'reviewer';
