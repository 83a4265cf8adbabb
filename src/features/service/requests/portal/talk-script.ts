/**
 * What a browser adds to the page of a live thread: messages come by a stream that is taken up again after the last number heard, and
 * are sent under a key that stays the same until the server has answered. Written for old browsers; the page's policy names its hash.
 */
export const talkScript = String.raw`(function(){'use strict';
var box=document.getElementById('talk'),form=document.getElementById('form'),log=document.getElementById('talk-log');
if(!box||!form||!log||!window.fetch||!window.ReadableStream||!window.TextDecoder||!window.crypto)return;
var say=JSON.parse(box.getAttribute('data-words')),last=Number(box.getAttribute('data-last'))||0;
var area=form.elements.namedItem('text'),keyField=form.elements.namedItem('key');
var code=form.elements.namedItem('code').value,url='/api/requests/talk';
var line=document.getElementById('talk-line'),standing=document.getElementById('talk-standing');
var queue=[],sending=false,pauseSend=0,pauseLook=0,lookTimer=0,sendTimer=0,cutter=null,pressed=null,heardAt=Date.now();
function newKey(){var b=crypto.getRandomValues(new Uint8Array(16)),h='';b[6]=b[6]&15|64;b[8]=b[8]&63|128;
for(var i=0;i<16;i++)h+=(i===4||i===6||i===8||i===10?'-':'')+(b[i]+256).toString(16).slice(1);return h}
function fill(text,name,value){return text.split('{'+name+'}').join(value)}
function moment(iso){try{return new Date(iso).toLocaleString(say.lang,{timeZone:'Asia/Shanghai',year:'numeric',month:'short',
day:'numeric',hour:'2-digit',minute:'2-digit',hourCycle:'h23'})}catch(e){return iso}}
function put(tag,parent,text,kind){var e=document.createElement(tag);if(kind)e.className=kind;if(text)e.textContent=text;
parent.appendChild(e);return e}
function bubble(kind,head,text){var li=document.createElement('li');li.className=kind;put('div',li,head,'soft');
put('p',li,text,'said');return li}
function firstPending(){return log.querySelector('li.sending')}
function arrived(text){var all=log.querySelectorAll('li.sending');
for(var i=0;i<all.length;i++)if(all[i].querySelector('.said').textContent===text){log.removeChild(all[i]);return}}
function add(m){if(m.seq<=last)return;last=m.seq;var li;
if(m.what!=='said'){li=document.createElement('li');li.className='what soft';li.textContent=fill(say[m.what],'unit',m.unitName||'')}
else{li=bubble(m.side,(m.side==='asker'?say.you:m.unitName)+' \u00b7 '+moment(m.at),m.text)}
li.setAttribute('data-seq',m.seq);
if(m.what==='said'&&m.side==='asker')arrived(m.text);
log.insertBefore(li,firstPending());var none=document.getElementById('talk-none');if(none)none.parentNode.removeChild(none)}
function stand(s){var out=[];if(s.closed){out.push(say.ended);form.hidden=true}else{out.push(s.open?say.open:say.closedNow);
if(s.opensAt)out.push(fill(say.opensAt,'at',moment(s.opensAt)));
if(s.place!==null)out.push(s.place<=1?say.placeNext:fill(say.place,'count',s.place-1));
if(s.promisedAt)out.push(fill(s.late?say.promiseOver:say.promise,'at',moment(s.promisedAt)))}
standing.textContent='';out.forEach(function(t){put('li',standing,t)})}
function told(text){line.textContent=' '+text}
function block(text){var event='',data='';text.split('\n').forEach(function(l){if(l.indexOf('event: ')===0)event=l.slice(7);
if(l.indexOf('data: ')===0)data=l.slice(6)});if(event==='message')add(JSON.parse(data));if(event==='standing')stand(JSON.parse(data))}
function lookLater(){told(say.cut);clearTimeout(lookTimer);pauseLook=Math.min(15000,pauseLook?pauseLook*2:1000);
lookTimer=setTimeout(look,pauseLook)}
function look(){clearTimeout(lookTimer);var mine=cutter=window.AbortController?new AbortController():{abort:function(){}};
heardAt=Date.now();
fetch(url,{headers:{accept:'text/event-stream','x-query':'code='+encodeURIComponent(code),'last-event-id':String(last)},
cache:'no-store',credentials:'omit',signal:mine.signal}).then(function(reply){if(cutter!==mine)return;
if(reply.status===404){told('');return}
if(!reply.ok||!reply.body)throw new Error('cut');
pauseLook=0;told(say.live);var reader=reply.body.getReader(),decoder=new TextDecoder(),rest='';
return reader.read().then(function on(part){if(cutter!==mine)return;if(part.done)throw new Error('cut');heardAt=Date.now();
var blocks=(rest+decoder.decode(part.value,{stream:true})).split('\n\n');rest=blocks.pop();blocks.forEach(block);
return reader.read().then(on)})}).catch(function(){if(cutter===mine)lookLater()})}
function again(){if(cutter)cutter.abort();pauseLook=0;look()}
function sendLater(ms){clearTimeout(sendTimer);pauseSend=Math.min(15000,pauseSend?pauseSend*2:1000);sendTimer=setTimeout(send,ms||pauseSend)}
function gone(one){queue.shift();if(one.li.parentNode)log.removeChild(one.li)}
function send(){clearTimeout(sendTimer);if(sending||!queue.length)return;var one=queue[0];sending=true;
fetch(url,{method:'POST',headers:{'content-type':'application/json','idempotency-key':one.key},credentials:'omit',
body:JSON.stringify({code:code,text:one.text})}).then(function(reply){return reply.json().then(function(b){return[reply.status,b]})})
.then(function(got){sending=false;var error=got[1].error||{};
if(got[0]===200){pauseSend=0;queue.shift();send();return}
if(got[0]===429||got[0]>=500||error.message==='place_moved'){sendLater((error.retryAfter||0)*1000);return}
gone(one);told(say.refused);if(!area.value)area.value=one.text;send()}).catch(function(){sending=false;sendLater()})}
document.addEventListener('click',function(event){var e=event.target;while(e&&e.tagName!=='BUTTON')e=e.parentNode;pressed=e},true);
form.addEventListener('submit',function(event){var by=event.submitter||pressed;pressed=null;if(by&&by.name==='view')return;
var text=area.value.trim();if(!text||text.length>1000)return;event.preventDefault();
var li=bubble('asker sending',say.sending,text);log.appendChild(li);queue.push({key:keyField.value,text:text,li:li});
keyField.value=newKey();area.value='';pauseSend=0;send()});
window.addEventListener('online',function(){pauseSend=0;send();again()});
document.addEventListener('visibilitychange',function(){if(!document.hidden&&Date.now()-heardAt>20000)again()});
window.addEventListener('beforeunload',function(event){if(queue.length){event.preventDefault();event.returnValue=''}});
setInterval(function(){if(Date.now()-heardAt>40000)again()},5000);
look()})();`;
