// The looks of the further Element Plus components that the pages about draws use.
import 'element-plus/theme-chalk/el-date-picker.css';
import 'element-plus/theme-chalk/el-date-picker-panel.css';
import 'element-plus/theme-chalk/el-input-number.css';
import 'element-plus/theme-chalk/el-radio-button.css';
import 'element-plus/theme-chalk/el-switch.css';
import 'element-plus/theme-chalk/el-time-picker.css';
import './look.css';
