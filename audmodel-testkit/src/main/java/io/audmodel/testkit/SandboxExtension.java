package io.audmodel.testkit;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Passes each contract test a sandbox, and empties it before the user's own clean-up stops the store. */
final class SandboxExtension implements ParameterResolver, AfterTestExecutionCallback {

    private static final Namespace NAMESPACE = Namespace.create(SandboxExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sandbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        BackendContract contract = (BackendContract) context.getRequiredTestInstance();
        Sandbox sandbox = new Sandbox(contract::connect);
        context.getStore(NAMESPACE).put(Sandbox.class, sandbox);
        return sandbox;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        Sandbox sandbox = context.getStore(NAMESPACE).remove(Sandbox.class, Sandbox.class);
        if (sandbox != null) {
            sandbox.cleanUp();
        }
    }
}
