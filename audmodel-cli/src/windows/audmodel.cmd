@echo off
rem Runs the command line: audmodel COMMAND, see audmodel --help.
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0.."
if defined JAVA_HOME goto named
rem Of the PATH alone: a java.exe in the current folder is anybody's.
set "java="
for %%i in (java.exe) do set "java=%%~$PATH:i"
if defined java goto run
echo audmodel: no Java is found: install a JDK 17 or later, or set JAVA_HOME>&2
exit /b 6
:named
rem Some set it in quotation marks, which belong to no path.
set "java=%JAVA_HOME:"=%\bin\java.exe"
if exist "%java%" goto run
echo audmodel: no Java is found: JAVA_HOME has no bin\java.exe; correct it, or unset it>&2
exit /b 6
:run
"%java%" -XX:-UsePerfData -XX:+UseSerialGC -Xshare:auto -Daudmodel.launched=true "-Daudmodel.plugins=%root%\plugins" -jar "%root%\lib\audmodel.jar" %*
set "status=%ERRORLEVEL%"
rem A JVM that cannot start ends with 1, as the tool does for a missing model: so the tool adds 100 to its own statuses.
if %status% geq 100 if %status% lss 128 set /a status-=100 & goto end
if %status% lss 0 goto end
if %status% geq 100 goto end
echo audmodel: Java ended with status %status% before the tool could: see what it says above, and JAVA_HOME>&2
set "status=6"
:end
exit /b %status%
