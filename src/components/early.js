if(/[?&][aq]=./.test(location.search))document.documentElement.dataset.asked=''
try{document.documentElement.dataset.text=localStorage.getItem('text-size')||''}catch(e){}
(function(){function f(){document.querySelectorAll('[data-due]').forEach(function(e){var d=e.dataset.due;e.removeAttribute('data-due');if(d<new Date(Date.now()+288e5).toISOString().slice(0,10))e.insertAdjacentHTML('beforebegin','<aside class="note check" data-overdue><p class="label">要核对</p><p>这里的内容到 '+d+' 就该再核对，还没有核对。照着做以前，先看官方页面，或者问收单机构。</p></aside>')})}
var o=new MutationObserver(f);o.observe(document,{childList:true,subtree:true});document.addEventListener('DOMContentLoaded',function(){f();o.disconnect()})})()
