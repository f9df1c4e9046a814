try{document.documentElement.dataset.text=localStorage.getItem('text-size')||''}catch(e){}
