/**
 * Reading aloud, where the browser can: a button that was not there before, over the text of the article as it stands, sentence by
 * sentence, since browsers break off what is long. Nothing leaves the device through us. The page is whole without it.
 */
export const readAloud = `(function(){
var place=document.getElementById('aloud'),text=document.querySelector('.text');
if(!place||!text||!('speechSynthesis' in window)||typeof SpeechSynthesisUtterance!=='function')return;
var button=document.createElement('button'),parts=[],going=false,speech=window.speechSynthesis;
button.type='button';button.className='plain';
function show(){button.textContent=place.getAttribute(going?'data-stop':'data-read');button.setAttribute('aria-pressed',String(going))}
function next(){if(!going)return;var part=parts.shift();if(part===undefined){going=false;show();return}
var said=new SpeechSynthesisUtterance(part);said.lang='zh-CN';said.rate=.9;said.onend=next;said.onerror=function(){going=false;show()};
speech.speak(said)}
button.addEventListener('click',function(){if(going){going=false;speech.cancel();show();return}
parts=(document.querySelector('h1').textContent+'\\u3002\\n'+(text.innerText||text.textContent)).match(/[^\\u3002\\uff01\\uff1f\\n]{1,120}[\\u3002\\uff01\\uff1f]?/g)||[];
going=true;speech.cancel();show();next()});
window.addEventListener('pagehide',function(){going=false;speech.cancel()});
show();place.appendChild(button);place.hidden=false})();`;
