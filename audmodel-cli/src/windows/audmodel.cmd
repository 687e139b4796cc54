@echo off
rem Runs the command line: audmodel COMMAND, see audmodel --help.
setlocal
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
set "home=%~dp0.."
"%java%" -XX:-UsePerfData -XX:+UseSerialGC -Xshare:auto "-Daudmodel.plugins=%home%\plugins" -jar "%home%\lib\audmodel.jar" %*
exit /b %ERRORLEVEL%
