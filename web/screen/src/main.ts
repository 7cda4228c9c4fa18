import '@twoseal/shared/tokens.css';
import './screen.css';
import { createApp } from 'vue';
import App from './App.vue';
import { SHOW, askedFor, startShow } from './show/show';

const app = createApp(App);
app.provide(SHOW, startShow(askedFor(location)));
app.mount('#app');
