-- Whoever wrote or submitted a course takes it back before a second person has decided.
alter type course_step_kind add value 'take_back';
