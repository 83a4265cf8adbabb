/** What residents and members say to units, and what is done about it: requests, wishes, care, threads. */
import { CARE, REQUEST, fieldsOf } from './field.ts';

export const serviceFields = [
  ...fieldsOf('resident', REQUEST, [
    ['sealed', '手机号', 'Mobile number', 'encrypted'],
    ['made_at', '开通时间', 'Opened', 'date'],
    ['closed_at', '注销时间', 'Closed', 'date'],
  ]),
  ...fieldsOf('service_request', REQUEST, [
    ['sealed', '诉求内容、位置、姓名和电话', 'Request, point on the map, name and phone', 'encrypted'],
    ['hide_name', '要求不公开姓名', 'Name to be hidden', 'bool'],
    ['kind', '诉求类型', 'Kind of request', 'text'],
    ['category', '诉求类别', 'Category of request', 'text'],
    ['area_id', '所在村（社区）', 'Village or community', 'reference'],
    ['received_on', '收件日期', 'Received on', 'date'],
    ['due_on', '答复期限', 'Answer by', 'date'],
    ['answered_on', '答复日期', 'Answered on', 'date'],
    ['ended_on', '办结日期', 'Ended on', 'date'],
    ['channel', '受理渠道', 'How it came in', 'text'],
    ['procedure', '办理程序', 'Procedure', 'text'],
  ]),
  ...fieldsOf('service_request_entry', REQUEST, [
    ['sealed', '交办、答复和重新办理的内容', 'Words of assigning, answering and reopening', 'encrypted'],
    ['actor', '经办人', 'Who did it', 'text'],
  ]),
  ...fieldsOf('published_answer', REQUEST, [
    ['sealed', '拟选登的问题和答复', 'Question and answer as proposed', 'encrypted'],
    ['question', '选登的问题（已脱敏）', 'Published question, without names', 'text'],
    ['answer', '选登的答复（已脱敏）', 'Published answer, without names', 'text'],
    ['category', '诉求类别', 'Category of request', 'text'],
    ['proposer', '提出人', 'Proposed by', 'text'],
    ['reviewer', '审核人', 'Reviewed by', 'text'],
    ['reason', '退回或撤下的理由', 'Why returned or withdrawn', 'text'],
  ]),
  ...fieldsOf('wish', REQUEST, [
    ['sealed', '心愿内容、称呼和电话', 'Wish, name and phone', 'encrypted'],
    ['category', '心愿类别', 'Category of wish', 'text'],
    ['area_id', '所在地', 'Place', 'reference'],
    ['offer_id', '点的服务', 'What was ordered', 'reference'],
    ['received_on', '收到日期', 'Received on', 'date'],
  ]),
  ...fieldsOf('wish_entry', REQUEST, [
    ['sealed', '认领、办理和确认的内容', 'Words of claiming, doing and confirming', 'encrypted'],
    ['actor', '经办人', 'Who did it', 'text'],
  ]),
  ...fieldsOf('wish_helper', REQUEST, [
    ['sealed', '帮办人姓名和单位的话', 'Name of the volunteer, and what the unit said', 'encrypted'],
    ['hours', '服务时长', 'Hours', 'int'],
    ['stated_on', '填写日期', 'Stated on', 'date'],
    ['confirmed_on', '被服务人确认日期', 'Confirmed by the served on', 'date'],
  ]),
  ...fieldsOf('care_case', CARE, [
    ['reasons', '关怀原因', 'Reasons for the care', 'list'],
    ['source', '来源', 'Where it comes from', 'text'],
    ['sealed', '情况和移出理由', 'Note, and why it ended', 'encrypted'],
    ['since', '列入日期', 'Since', 'date'],
    ['ended_on', '移出日期', 'Ended on', 'date'],
  ]),
  ...fieldsOf('care_visit', CARE, [
    ['occasion', '走访时机', 'Occasion', 'text'],
    ['planned_on', '计划日期', 'Planned on', 'date'],
    ['visited_on', '走访日期', 'Visited on', 'date'],
    ['sealed', '走访人和走访情况', 'Who goes, and what was found', 'encrypted'],
  ]),
  ...fieldsOf('care_amount', { ...CARE, seenBy: ['self', 'county_officer', 'township_worker'] }, [
    ['sealed', '慰问金额和物品', 'What was given', 'encrypted'],
  ]),
  ...fieldsOf('request_issue', REQUEST, [
    ['sealed', '诉求点原文', 'Words of a point', 'encrypted'],
    ['actor', '标出人', 'Marked by', 'text'],
  ]),
  ...fieldsOf('request_record', REQUEST, [
    ['sealed', '内部记录和走访记录', 'Notes and visits', 'encrypted'],
    ['kind', '记录类型', 'Kind of record', 'text'],
    ['on_day', '日期', 'Day', 'date'],
    ['actor', '记录人', 'Recorded by', 'text'],
  ]),
  ...fieldsOf('request_task', REQUEST, [
    ['sealed', '协办内容和回复', 'What a supporting unit was asked, and its reply', 'encrypted'],
    ['area_id', '所在村（社区）', 'Village or community', 'reference'],
    ['category', '诉求类别', 'Category of request', 'text'],
    ['asked_by', '交办人', 'Asked by', 'text'],
    ['answered_by', '回复人', 'Answered by', 'text'],
  ]),
  ...fieldsOf('request_return', REQUEST, [
    ['sealed', '退回理由和核定意见', 'Reason of a return, and its decision', 'encrypted'],
    ['actor', '申请人', 'Asked by', 'text'],
    ['decider', '核定人', 'Decided by', 'text'],
  ]),
  ...fieldsOf('request_tie', REQUEST, [['actor', '合并人', 'Related by', 'text']]),
  ...fieldsOf('request_holding', REQUEST, [
    ['kind', '诉求类型', 'Kind of request', 'text'],
    ['category', '诉求类别', 'Category of request', 'text'],
    ['area_id', '所在村（社区）', 'Village or community', 'reference'],
    ['received_on', '收件日期', 'Received on', 'date'],
    ['accepted', '群众认可答复', 'Accepted by the resident', 'bool'],
    ['spoke', '群众对答复有异议', 'Disputed by the resident', 'bool'],
  ]),
  ...fieldsOf('request_mark', REQUEST, [
    ['ground', '标注情形', 'Ground of the mark', 'text'],
    ['sealed', '标注理由', 'Reason of the mark', 'encrypted'],
    ['actor', '标注人', 'Who marked it', 'text'],
  ]),
  ...fieldsOf('request_rating', REQUEST, [
    ['grade', '群众评价', 'What the resident said', 'text'],
    ['category', '诉求类别', 'Category of request', 'text'],
    ['area_id', '所在村（社区）', 'Village or community', 'reference'],
  ]),
  ...fieldsOf('request_rating_message', REQUEST, [
    ['state', '评价短信的状态', 'State of the message', 'text'],
    ['asked_at', '评价短信的时间', 'When the message went out', 'date'],
  ]),
  ...fieldsOf('request_draw_item', REQUEST, [
    ['outcome', '回访结果', 'What the call brought', 'text'],
    ['actor', '回访人', 'Who called', 'text'],
  ]),
  ...fieldsOf('talk', REQUEST, [['attendant', '接待人', 'Who sees to it', 'text']]),
  ...fieldsOf('talk_message', REQUEST, [
    ['sealed', '在线交流的内容', 'Words of a live thread', 'encrypted'],
    ['actor', '回复人', 'Who answered', 'text'],
  ]),
  ...fieldsOf('service_request_photo', REQUEST, [['file_id', '照片', 'Photo', 'reference']]),
];
